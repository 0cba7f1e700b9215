package org.baton.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kie.dmn.api.feel.runtime.events.FEELEvent;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.codegen.feel11.ProcessedExpression;
import org.kie.dmn.feel.codegen.feel11.ProcessedUnaryTest;
import org.kie.dmn.feel.lang.CompilerContext;
import org.kie.dmn.feel.lang.impl.FEELBuilder;
import org.kie.dmn.feel.lang.types.BuiltInType;

/** Compiles the cells of one table one by one; the table's inputs are the only names a cell may use. */
final class FeelCells {

    /** How the compiler's message begins when a cell uses a name that is not there. */
    static final String UNKNOWN = "Unknown variable '";

    private final FEEL feel = FEELBuilder.builder().build();
    private final CompilerContext context;
    /** Of the cell being compiled: the compiler reports by event, and then often trips over what it made. */
    private final List<String> errors = new ArrayList<>();

    FeelCells(Set<String> variables) {
        feel.addListener(event -> {
            if (event.getSeverity() == FEELEvent.Severity.ERROR) {
                errors.add(event.getMessage());
            }
        });
        // The context only reports to listeners that were there before it.
        context = feel.newCompilerContext();
        variables.forEach(v -> context.addInputVariableType(v, BuiltInType.UNKNOWN));
        context.addInputVariableType("?", BuiltInType.UNKNOWN);
    }

    /** The condition of an input cell, or the predefined values of a column. */
    FeelCell condition(String text) {
        errors.clear();
        try {
            var test = (ProcessedUnaryTest) feel.processUnaryTests(text, context);
            return errors.isEmpty() ? known(FeelCell.condition(test)) : broken();
        } catch (RuntimeException e) {
            return broken();
        }
    }

    FeelCell result(String text) {
        errors.clear();
        try {
            var result = (ProcessedExpression) feel.compile(text, context);
            return errors.isEmpty()
                    ? known(FeelCell.result(result.getInterpreted().getASTNode()))
                    : broken();
        } catch (RuntimeException e) {
            return broken();
        }
    }

    /** The compiler overlooks an unknown name inside a comparison, which would then never be true. */
    private FeelCell known(FeelCell cell) {
        return cell.names().stream()
                .filter(n -> !context.getInputVariableTypes().containsKey(n))
                .findFirst()
                .map(n -> FeelCell.broken(UNKNOWN + n + "'"))
                .orElse(cell);
    }

    private FeelCell broken() {
        return FeelCell.broken(errors.isEmpty() ? "it is not finished" : errors.getFirst());
    }
}
