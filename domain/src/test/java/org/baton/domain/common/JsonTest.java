package org.baton.domain.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.baton.domain.order.OrderRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    private final Json json = new Json();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"lines": [{"quantity": "two"}]}                | lines[0].quantity         | wrong-type
                    {"lines": [{"quantity": "2"}]}                  | lines[0].quantity         | wrong-type
                    {"lines": [{"quantity": 1.5}]}                  | lines[0].quantity         | wrong-type
                    {"lines": [{"quantity": 99999999999}]}          | lines[0].quantity         | wrong-type
                    {"lines": {"sku": "A"}}                         | lines                     | wrong-type
                    {"lines": [{"unitPrice": {"amount": 12.30}}]}   | lines[0].unitPrice.amount | wrong-type
                    {"placedAt": "yesterday"}                       | placedAt                  | wrong-type
                    {"chanel": "web"}                               | chanel                    | unknown-field
                    {"channel":                                     | ''                        | malformed-json
                    {"channel": "web"} {"channel": "app"}           | ''                        | wrong-type
                    null                                            | ''                        | required
                    []                                              | ''                        | wrong-type
                    """)
    void shouldNameTheFieldWhenAnInputHasTheWrongShape(String input, String field, String code) {
        var refused =
                catchThrowableOfType(InvalidInputException.class, () -> json.readInput(input, OrderRequest.class));

        assertThat(refused.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.message()).doesNotContain("org.baton").doesNotContain("java.");
        });
    }
}
