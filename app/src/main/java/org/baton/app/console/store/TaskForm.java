package org.baton.app.console.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.Json;
import org.baton.domain.fulfilment.StepForm;
import org.baton.domain.fulfilment.StepForm.Field;
import org.baton.domain.fulfilment.StepForm.Kind;
import org.jspecify.annotations.Nullable;

/** The form of a step as a page of the console asks for it, and as a browser sends it. */
record TaskForm(StepForm form) {

    private static final String PREFIX = "form.";

    static TaskForm of(@Nullable String schema, Json json) {
        return new TaskForm(schema == null ? new StepForm(List.of()) : StepForm.of(json.tree(schema)));
    }

    /** A note or a field. */
    record Row(@Nullable String note, @Nullable Field field) {}

    public List<Row> rows() {
        return form.parts().stream()
                .map(part -> switch (part) {
                    case StepForm.Note note -> new Row(note.text(), null);
                    case Field field -> new Row(null, field);
                })
                .toList();
    }

    /** What a field shows: what was filled in before the page came back, or what the analyst wrote there. */
    public String shown(Field field, Map<String, String> filled) {
        var before = filled.get(PREFIX + field.key());
        return before == null ? (field.initial() == null ? "" : field.initial()) : before;
    }

    /** Whether a box is ticked, by the same order. */
    public boolean ticked(Field field, Map<String, String> filled) {
        return filled.isEmpty() ? "true".equals(field.initial()) : filled.containsKey(PREFIX + field.key());
    }

    /** What people call a field; the same name where it is none of the form. */
    String label(String key) {
        return form.fields().stream()
                .filter(field -> field.key().equals(key))
                .map(Field::label)
                .findFirst()
                .orElse(key);
    }

    /** What was filled in, by process variable. What is no number where one is expected stays as it was written. */
    Map<String, Object> read(Map<String, String> filled) {
        var values = new LinkedHashMap<String, Object>();
        for (var field : form.fields()) {
            var text = filled.getOrDefault(PREFIX + field.key(), "").strip();
            if (field.kind() == Kind.CHECK) {
                values.put(field.key(), !text.isEmpty());
            } else if (!text.isEmpty()) {
                values.put(field.key(), field.kind() == Kind.NUMBER ? number(text) : text);
            }
        }
        return values;
    }

    private static Object number(String text) {
        if (text.matches("-?[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        return text.matches("-?[0-9]{1,9}[.][0-9]{1,6}") ? Double.parseDouble(text) : text;
    }
}
