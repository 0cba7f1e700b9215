package org.baton.rules;

import org.baton.rules.TableModel.Column;
import org.baton.rules.TableModel.Row;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Gives Drools the table that the Modeler wrote: the Modeler leaves out what Drools cannot evaluate without.
 *
 * <p>Added are the decision's and the inputs' {@code variable} with its type, {@code inputData} and {@code
 * informationRequirement}; the Modeler's types become FEEL types; an empty condition becomes {@code -} and an empty
 * result {@code null}. Drawing and documentation are left out. The analyst's file is never touched.
 */
final class TableNormaliser {

    static final String NAMESPACE = "https://baton.org/rules";
    static final String DECISION = "decision";

    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    private final Document document = TableXml.empty();

    private TableNormaliser() {}

    static byte[] normalise(TableModel table) {
        return new TableNormaliser().write(table);
    }

    private byte[] write(TableModel table) {
        Element definitions = document.createElementNS(DMN, "definitions");
        document.appendChild(definitions);
        named(definitions, "definitions", table.name());
        definitions.setAttribute("namespace", NAMESPACE);
        for (Column input : table.inputs()) {
            Element data = add(definitions, "inputData");
            named(data, "input_" + input.variable(), input.variable());
            variable(data, input.variable(), input.kind().feelType());
        }
        Element decision = add(definitions, "decision");
        named(decision, DECISION, DECISION);
        variable(decision, DECISION, "Any");
        for (Column input : table.inputs()) {
            Element requirement = add(decision, "informationRequirement");
            requirement.setAttribute("id", "requires_" + input.variable());
            add(requirement, "requiredInput").setAttribute("href", "#input_" + input.variable());
        }
        table(decision, table);
        return TableXml.write(document);
    }

    private void table(Element decision, TableModel model) {
        Element table = add(decision, "decisionTable");
        table.setAttribute("id", "table");
        table.setAttribute("hitPolicy", model.hitPolicy().dmn());
        if (!model.aggregation().isEmpty()) {
            table.setAttribute("aggregation", model.aggregation());
        }
        for (Column column : model.inputs()) {
            Element input = add(table, "input");
            input.setAttribute("label", column.label());
            Element expression = text(input, "inputExpression", column.variable());
            expression.setAttribute("typeRef", column.kind().feelType());
            if (!column.allowed().isEmpty()) {
                text(input, "inputValues", column.allowed());
            }
        }
        for (Column column : model.outputs()) {
            Element output = add(table, "output");
            if (model.outputs().size() > 1) {
                output.setAttribute("name", column.variable());
            }
            output.setAttribute("typeRef", column.kind().feelType());
        }
        model.rows().forEach(row -> row(table, row));
    }

    private void row(Element table, Row row) {
        Element rule = add(table, "rule");
        row.inputs().forEach(cell -> text(rule, "inputEntry", cell.isEmpty() ? "-" : cell));
        row.outputs().forEach(cell -> text(rule, "outputEntry", cell.isEmpty() ? "null" : cell));
    }

    private void variable(Element parent, String name, String type) {
        Element variable = add(parent, "variable");
        variable.setAttribute("name", name);
        variable.setAttribute("typeRef", type);
    }

    private static void named(Element element, String id, String name) {
        element.setAttribute("id", id);
        element.setAttribute("name", name);
    }

    private Element text(Element parent, String name, String content) {
        Element element = add(parent, name);
        add(element, "text").setTextContent(content);
        return element;
    }

    private Element add(Element parent, String name) {
        Element element = document.createElementNS(DMN, name);
        parent.appendChild(element);
        return element;
    }
}
