package org.baton.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxContractTest {

    @Test
    void shouldDocumentEveryMagicValue() throws IOException {
        var guide = Files.readString(Path.of("../docs/sandbox.md"));
        var values = Stream.of(
                        Arrays.stream(PaymentToken.values()).map(PaymentToken::text),
                        marks("SANDBOX WAREHOUSE ", WarehouseMark.values()),
                        marks("SANDBOX CARRIER ", CarrierMark.values()),
                        marks("SANDBOX COURIER ", CourierMark.values()),
                        Arrays.stream(MessageMark.values()).flatMap(m -> Stream.of(m.local() + "@", m.phone())))
                .flatMap(s -> s)
                .map(value -> "`" + value + "`");
        assertThat(values).allSatisfy(value -> assertThat(guide).contains(value));
    }

    @ParameterizedTest
    @CsvSource({
        "ord_1/authorise/1, ord_1",
        "ord_1/ful_1_2/capture, ord_1",
        "ful_01abc_12/ready-for-pickup/email, ord_01abc",
        "ful_01abc_12, ord_01abc",
        "something, ",
    })
    void shouldFindOrderWhenKeyNamesIt(String key, String order) {
        assertThat(Keys.order(key)).isEqualTo(order);
    }

    @Test
    void shouldRefuseSettingsWhenTheyMakeNoSense() {
        var second = Duration.ofSeconds(1);
        assertThatThrownBy(() ->
                        new SandboxSettings(second, second, second.negated(), second, second, second, 2, 3, second, 4))
                .hasMessage("baton.sandbox.ships-after must not be negative");
        assertThatThrownBy(() -> new SandboxSettings(second, second, second, second, second, second, 2, 1, second, 4))
                .hasMessageContaining("long-outage-calls");
    }

    private static Stream<String> marks(String prefix, Enum<?>[] marks) {
        return Arrays.stream(marks).map(mark -> prefix + mark.name().replace('_', ' '));
    }
}
