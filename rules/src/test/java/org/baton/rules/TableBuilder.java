package org.baton.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a table as the Modeler does: {@code aTable("tiers").in("value", "number").out("tier", "string").row("> 1", "\"a\"")}. */
final class TableBuilder {

    private final String name;
    private final StringBuilder columns = new StringBuilder();
    private final List<String> rows = new ArrayList<>();
    private String hitPolicy = "FIRST";
    private int inputs;

    private TableBuilder(String name) {
        this.name = name;
    }

    static TableBuilder aTable(String name) {
        return new TableBuilder(name);
    }

    TableBuilder hitPolicy(String policy) {
        hitPolicy = policy;
        return this;
    }

    TableBuilder in(String variable, String type) {
        return in(variable, type, "");
    }

    TableBuilder in(String variable, String type, String allowed) {
        inputs++;
        columns.append("<input label=\"%s\"><inputExpression typeRef=\"%s\"><text>%s</text></inputExpression>"
                .formatted(label(variable), type, variable));
        columns.append(values("inputValues", allowed)).append("</input>");
        return this;
    }

    TableBuilder out(String variable, String type) {
        return out(variable, type, "");
    }

    TableBuilder out(String variable, String type, String allowed) {
        columns.append("<output label=\"%s\" name=\"%s\" typeRef=\"%s\">".formatted(label(variable), variable, type));
        columns.append(values("outputValues", allowed)).append("</output>");
        return this;
    }

    /** Conditions, then results. */
    TableBuilder row(String... cells) {
        var row = new StringBuilder("<rule id=\"rule%d\">".formatted(rows.size() + 1));
        row.append("<description>Reason %d</description>".formatted(rows.size() + 1));
        for (int i = 0; i < cells.length; i++) {
            String entry = i < inputs ? "inputEntry" : "outputEntry";
            row.append("<%s><text>%s</text></%s>".formatted(entry, escape(cells[i]), entry));
        }
        rows.add(row.append("</rule>").toString());
        return this;
    }

    byte[] xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" \
                namespace="http://camunda.org/schema/1.0/dmn"><decision id="%s" name="Any (name): at all">\
                <decisionTable id="t" hitPolicy="%s">%s%s</decisionTable></decision></definitions>""".formatted(name, hitPolicy, columns, String.join("", rows)).getBytes(StandardCharsets.UTF_8);
    }

    DecisionTable load() {
        return DecisionTable.load(name + ".dmn", xml());
    }

    /** Findings as {@code SEVERITY row column: message}. */
    List<String> findings() {
        return TableLint.check(name + ".dmn", xml()).stream()
                .map(f -> f.toString().replace(" " + name + ".dmn", ""))
                .toList();
    }

    private static String values(String element, String allowed) {
        return allowed.isEmpty() ? "" : "<%s><text>%s</text></%s>".formatted(element, escape(allowed), element);
    }

    private static String label(String variable) {
        return variable.toUpperCase(Locale.ROOT);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
