package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.domain.common.FieldError;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form as the Camunda Modeler saves it. */
class StepFormTest {

    private static final String WRAP = """
            {"type": "default", "id": "gift-wrap", "schemaVersion": 16, "executionPlatform": "Camunda Cloud",
             "components": [
              {"type": "text", "text": "# Wrap it **nicely**"},
              {"type": "group", "components": [
                {"type": "textarea", "key": "message", "label": "Message to print", "description": "On the card",
                 "validate": {"required": true, "minLength": 2, "maxLength": 20}},
                {"type": "textfield", "key": "initials", "label": "Initials", "validate": {"pattern": "^[A-Z]{2}$"}}]},
              {"type": "select", "key": "ribbon", "label": "Ribbon colour", "defaultValue": "red",
               "values": [{"label": "Red", "value": "red"}, {"label": "Gold", "value": "gold"}],
               "validate": {"required": true}},
              {"type": "radio", "key": "size", "values": [{"label": "Small", "value": "s"}]},
              {"type": "number", "key": "boxes", "label": "Boxes", "validate": {"min": 1, "max": 2.5}},
              {"type": "checkbox", "key": "card", "label": "Card is in", "validate": {"required": true}},
              {"type": "separator"}]}""";

    private static final Map<String, Object> GOOD = Map.of("message", "For you", "ribbon", "gold", "card", true);

    private final StepForm form = StepForm.of(new Json().tree(WRAP));

    @Test
    void shouldBeReadAsDrawn() {
        assertThat(form.parts().getFirst()).isEqualTo(new StepForm.Note("Wrap it nicely"));
        assertThat(form.fields())
                .extracting(StepForm.Field::key)
                .containsExactly("message", "initials", "ribbon", "size", "boxes", "card");
        assertThat(form.fields().get(2).initial()).isEqualTo("red");
        assertThat(form.fields().get(3).label()).as("without a label").isEqualTo("size");
    }

    @Test
    void shouldTakeWhatIsRightAndLeaveOutWhatIsEmpty() {
        var entered = new HashMap<>(GOOD);
        entered.put("initials", "");
        entered.put("boxes", 2.5);
        entered.put("besides", "kept");

        assertThat(form.check(entered))
                .containsEntry("boxes", 2.5)
                .containsEntry("besides", "kept")
                .doesNotContainKey("initials");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            message  | ''                      | required
            message  | x                       | At least 2 characters
            message  | xxxxxxxxxxxxxxxxxxxxxxx | At most 20 characters
            initials | ab                      | form that is expected
            ribbon   | blue                    | one of those offered
            size     | m                       | one of those offered
            """)
    void shouldNameTheFieldWhenATextIsWrong(String key, String text, String message) {
        assertWrong(key, text, message);
    }

    @Test
    void shouldNameTheFieldWhenAValueIsOfAnotherKind() {
        assertWrong("boxes", 0, "At least 1.");
        assertWrong("boxes", 3, "At most 2.5.");
        assertWrong("boxes", "2", "A number is expected.");
        assertWrong("card", "yes", "Yes or no");
        assertWrong("card", false, "required");
        assertWrong("message", List.of("x"), "A text is expected.");
    }

    private void assertWrong(String key, Object value, String message) {
        var entered = new HashMap<>(GOOD);
        entered.put(key, value);
        assertThatThrownBy(() -> form.check(entered))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo(key);
                            assertThat(error.message()).contains(message);
                        }));
    }

    @Test
    void shouldNameEveryFieldThatIsMissing() {
        assertThatThrownBy(() -> form.check(Map.of()))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::field)
                                .containsExactly("message", "ribbon", "card"));
    }

    @Test
    void shouldHaveNothingToSayOfAGoodForm() {
        assertThat(StepFormLint.check(WRAP)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "datetime", "key": "day"}                                    | day     | type "datetime" is not shown
            {"type": "filepicker", "id": "Field_1"}                               | Field_1 | type "filepicker" is not shown
            {"type": "textfield", "key": "a.b"}                                   | a.b     | name of a process variable
            {"type": "textfield", "key": "orderId"}                               | orderId | sets "orderId" by itself
            {"type": "select", "key": "x", "valuesKey": "list"}                   | x       | nothing to choose
            {"type": "textfield", "key": "x", "validate": {"pattern": "["}}       | x       | no regular expression
            {"type": "number", "key": "x", "validate": {"min": "=least"}}         | x       | "min" is an expression
            {"type": "textfield", "key": "x", "conditional": {"hide": "=a > 1"}}  | x       | always shown
            {"type": "text", "id": "t", "text": "=greeting"}                      | t       | expression
            {"type": "group", "components": [{"type": "iframe", "id": "f"}]}      | f       | type "iframe" is not shown
            """)
    void shouldTellTheAnalystWhatTheTabletDoesNotDo(String component, String field, String message) {
        assertThat(StepFormLint.check("{\"components\": [" + component + "]}"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.field()).isEqualTo(field);
                    assertThat(finding.message()).contains(message);
                });
    }

    @Test
    void shouldTellWhenItIsNoForm() {
        assertThat(StepFormLint.check("<xml/>"))
                .singleElement()
                .satisfies(f -> assertThat(f.error()).isTrue());
        assertThat(StepFormLint.check("{}"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("no components"));
        assertThat(StepFormLint.check("""
                {"components": [{"type": "textfield", "key": "x"}, {"type": "number", "key": "x"}]}"""))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("Two fields"));
    }
}
