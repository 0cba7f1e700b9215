package org.baton.processes.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain text | ``",
                "=screening = \"accept\" | screening",
                "=fulfilment.process | fulfilment",
                "=duration(holdExpiresAfter) | holdExpiresAfter",
                "=now() + duration(acceptWithin) | acceptWithin",
                "=date and time(placedAt) + @\"P1D\" | placedAt",
                "=if a and not(b) then c else null | a,b,c",
                "=for part in parts return part.id + suffix | parts,suffix",
                "=some line in lines satisfies line.open | lines",
                "=list contains(tags, \"gift\") and total > 12.5e3 | tags,total",
                "={id: orderId, \"n\": count(lines)} | orderId,lines",
                "=is defined(note) or get or else(name, fallback) = \"x\" | fallback",
                "=lines[item.open = true] | lines",
            })
    void shouldFindTheVariablesOfAnExpression(String expression, String variables) {
        assertThat(Feel.variables(expression))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(variables.split(","))
                        .filter(it -> !it.isEmpty())
                        .toList());
    }
}
