package org.baton.rules;

import static org.baton.rules.TableXml.child;
import static org.baton.rules.TableXml.children;
import static org.baton.rules.TableXml.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.baton.rules.TableModel.Column;
import org.baton.rules.TableModel.HitPolicy;
import org.baton.rules.TableModel.Row;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the table out of a DMN file as the Modeler writes it, and says what keeps it from being a table. */
final class TableReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** More rows than anybody reads; checking them against each other would take minutes. */
    static final int MOST_ROWS = 1_000;

    private final Findings findings;

    private TableReader(Findings findings) {
        this.findings = findings;
    }

    /** Empty when there is no table to speak of; else the table, whole only if no errors were found. */
    static Optional<TableModel> read(byte[] xml, Findings findings) {
        try {
            return new TableReader(findings).read(TableXml.parse(xml));
        } catch (SAXParseException e) {
            findings.error("The file is not readable XML: line %d, %s".formatted(e.getLineNumber(), e.getMessage()));
        } catch (SAXException e) {
            findings.error("The file is not readable XML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<TableModel> read(Document document) {
        List<Element> decisions = children(document.getDocumentElement(), "decision");
        List<Element> tables = decisions.stream()
                .filter(d -> child(d, "decisionTable").isPresent())
                .toList();
        if (tables.isEmpty()) {
            findings.error("There is no decision table in this file");
            return Optional.empty();
        }
        if (decisions.size() > 1) {
            findings.error("There are %d decisions in this file: keep one table, and give each other its own file"
                    .formatted(decisions.size()));
        }
        Element decision = tables.getFirst();
        Element table = child(decision, "decisionTable").orElseThrow();
        List<Column> inputs = children(table, "input").stream()
                .map(this::input)
                .flatMap(Optional::stream)
                .toList();
        List<Column> outputs = children(table, "output").stream()
                .map(this::output)
                .flatMap(Optional::stream)
                .toList();
        Optional<HitPolicy> hitPolicy = hitPolicy(table);
        checkColumns(inputs, outputs);
        return hitPolicy.map(policy -> new TableModel(
                decision.getAttribute("id"), policy, aggregation(table, outputs), inputs, outputs, rows(table)));
    }

    private Optional<HitPolicy> hitPolicy(Element table) {
        String policy = table.getAttribute("hitPolicy").isEmpty() ? "UNIQUE" : table.getAttribute("hitPolicy");
        Optional<HitPolicy> known = Arrays.stream(HitPolicy.values())
                .filter(p -> p.dmn().equals(policy))
                .findFirst();
        if (known.isEmpty()) {
            findings.error("Hit policy %s cannot be used: choose Unique, First, Any, Rule order or Collect"
                    .formatted(capitalised(policy)));
        }
        return known;
    }

    private String aggregation(Element table, List<Column> outputs) {
        String aggregation = table.getAttribute("aggregation");
        if (!aggregation.isEmpty() && outputs.size() != 1) {
            findings.error("Collect with %s needs exactly one output column".formatted(capitalised(aggregation)));
        }
        return aggregation;
    }

    private Optional<Column> input(Element input) {
        Optional<Element> expression = child(input, "inputExpression");
        String variable = expression.map(TableXml::text).orElse("");
        String label = label(input, variable);
        String typeRef = expression.map(e -> e.getAttribute("typeRef")).orElse("");
        if (!VARIABLE.matcher(variable).matches()) {
            findings.error(
                    null,
                    label,
                    "The expression of an input column must be the name of a value, such as orderValue; it is \"%s\""
                            .formatted(variable));
        }
        return column(label, variable, typeRef, text(input, "inputValues"));
    }

    private Optional<Column> output(Element output) {
        String variable = output.getAttribute("name");
        String label = label(output, variable);
        if (!VARIABLE.matcher(variable).matches()) {
            findings.error(
                    null, label, "An output column needs a name without spaces; it is \"%s\"".formatted(variable));
        }
        return column(label, variable, output.getAttribute("typeRef"), text(output, "outputValues"));
    }

    private Optional<Column> column(String label, String variable, String typeRef, String allowed) {
        String type = typeRef.substring(typeRef.indexOf(':') + 1);
        Optional<Kind> kind = Kind.ofTypeRef(type);
        if (kind.isEmpty()) {
            findings.error(
                    null,
                    label,
                    "The type \"%s\" is not known: choose string, number, boolean, date, time or dateTime"
                            .formatted(type));
        }
        return kind.map(k -> new Column(label, variable, k, allowed));
    }

    private void checkColumns(List<Column> inputs, List<Column> outputs) {
        if (outputs.isEmpty()) {
            findings.error("The table has no usable output column");
        }
        Set<String> inputNames = new HashSet<>();
        inputs.stream().filter(c -> !inputNames.add(c.variable())).forEach(this::repeated);
        Set<String> outputNames = new HashSet<>();
        outputs.stream().filter(c -> !outputNames.add(c.variable())).forEach(this::repeated);
    }

    private void repeated(Column column) {
        findings.error(null, column.label(), "Another column is also called \"%s\"".formatted(column.variable()));
    }

    private List<Row> rows(Element table) {
        int inputs = children(table, "input").size();
        int outputs = children(table, "output").size();
        List<Row> rows = new ArrayList<>();
        List<Element> rules = children(table, "rule");
        if (rules.size() > MOST_ROWS) {
            findings.error(
                    MOST_ROWS + 1,
                    null,
                    "A table has at most %d rows, and this one has %d: take a broader condition, or a second table"
                            .formatted(MOST_ROWS, rules.size()));
            return rows;
        }
        for (Element rule : rules) {
            Row row = new Row(
                    rows.size() + 1,
                    rule.getAttribute("id"),
                    child(rule, "description")
                            .map(d -> d.getTextContent().strip())
                            .orElse(""),
                    children(rule, "inputEntry").stream().map(TableXml::text).toList(),
                    children(rule, "outputEntry").stream().map(TableXml::text).toList());
            if (row.inputs().size() != inputs || row.outputs().size() != outputs) {
                findings.error(row.number(), null, "The row does not have one cell for each column");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            findings.error("The table has no rows");
        }
        return rows;
    }

    private static String label(Element column, String variable) {
        String label = column.getAttribute("label");
        return label.isBlank() ? variable : label.strip();
    }

    private static String capitalised(String word) {
        return word.isEmpty() ? word : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
