package org.baton.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNVersion;
import org.kie.dmn.feel.codegen.feel11.ProcessedUnaryTest;
import org.kie.dmn.feel.lang.FEELDialect;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.ContextNode;
import org.kie.dmn.feel.lang.ast.DashNode;
import org.kie.dmn.feel.lang.ast.FilterExpressionNode;
import org.kie.dmn.feel.lang.ast.ForExpressionNode;
import org.kie.dmn.feel.lang.ast.FunctionDefNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.PathExpressionNode;
import org.kie.dmn.feel.lang.ast.QuantifiedExpressionNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.ast.UndefinedValueNode;
import org.kie.dmn.feel.lang.impl.EvaluationContextImpl;
import org.kie.dmn.feel.runtime.UnaryTest;

/** One cell compiled alone, so that a mistake has a row and a column, and its meaning can be compared with others. */
final class FeelCell {

    private static final Set<Class<?>> MAKE_NAMES = Set.of(
            ForExpressionNode.class,
            QuantifiedExpressionNode.class,
            FilterExpressionNode.class,
            FunctionDefNode.class,
            PathExpressionNode.class,
            ContextNode.class);

    private final List<Object> literals = new ArrayList<>();
    private final @Nullable String error;
    private final @Nullable ProcessedUnaryTest test;
    private boolean comparesLiteralsOnly = true;
    private final Set<String> names = new HashSet<>();
    private boolean usesNames;
    private boolean makesNames;

    private FeelCell(@Nullable String error, @Nullable ASTNode tree, @Nullable ProcessedUnaryTest test) {
        this.error = error;
        this.test = test;
        if (tree != null) {
            walk(tree);
        }
    }

    static FeelCell broken(String error) {
        return new FeelCell(error, null, null);
    }

    static FeelCell condition(ProcessedUnaryTest test) {
        return new FeelCell(null, test.getInterpreted().getASTNode(), test);
    }

    static FeelCell result(ASTNode tree) {
        return new FeelCell(null, tree, null);
    }

    /** What the FEEL compiler says, in its own words, when the cell cannot be read. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** The texts, numbers and booleans written in the cell. */
    List<Object> literals() {
        return literals;
    }

    /** Whether the cell only compares with its literals, so that trying values around them shows all it can do. */
    boolean comparesLiteralsOnly() {
        return comparesLiteralsOnly;
    }

    /** Whether the cell uses other values or functions, and so cannot be judged by itself. */
    boolean usesNames() {
        return usesNames;
    }

    /** The values that the cell uses, for as far as it makes no names of its own. */
    Set<String> names() {
        return makesNames ? Set.of() : names;
    }

    boolean accepts(Object value) {
        if (test == null) {
            return true;
        }
        var context = new EvaluationContextImpl(
                FeelCell.class.getClassLoader(), null, 16, FEELDialect.FEEL, DMNVersion.getLatest());
        Map<String, Object> values = new HashMap<>();
        values.put("?", value);
        context.setValues(values);
        List<UnaryTest> tests = test.getInterpreted().apply(context);
        return tests.stream().anyMatch(t -> Boolean.TRUE.equals(t.apply(context, value)));
    }

    private void walk(ASTNode node) {
        switch (node) {
            case StringNode text -> literals.add(text.getValue());
            case NumberNode number -> literals.add(number.getValue());
            case BooleanNode yesNo -> literals.add(yesNo.getValue());
            case SignedUnaryNode signed
            when signed.getExpression() instanceof NumberNode number ->
                literals.add(
                        signed.getSign() == SignedUnaryNode.Sign.NEGATIVE
                                ? number.getValue().negate()
                                : number.getValue());
            case UnaryTestListNode list -> children(list);
            case UnaryTestNode one -> children(one);
            case RangeNode range -> children(range);
            case DashNode any -> {}
            case UndefinedValueNode open -> {}
            default -> compute(node);
        }
    }

    private void compute(ASTNode node) {
        comparesLiteralsOnly = false;
        switch (node) {
            case NameRefNode name -> {
                usesNames = true;
                names.add(name.getText());
            }
            case FunctionInvocationNode call -> {
                usesNames = true;
                children(call.getParams());
            }
            default -> {
                makesNames |= MAKE_NAMES.contains(node.getClass());
                children(node);
            }
        }
    }

    private void children(ASTNode node) {
        for (ASTNode child : node.getChildrenNode()) {
            if (child != null) {
                walk(child);
            }
        }
    }
}
