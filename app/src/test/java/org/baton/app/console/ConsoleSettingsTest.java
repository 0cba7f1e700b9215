package org.baton.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConsoleSettingsTest {

    @Test
    void shouldBeAUsualStoresWhenNothingIsSet() {
        assertThat(bound(Map.of())).isEqualTo(new ConsoleSettings(Duration.ofHours(12), Duration.ofMinutes(30), 6));
        assertThat(bound(Map.of("baton.console.cart", "12")).cart()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"cart, 1", "cart, 21", "session, 0s", "session, -1h", "due-soon, -1m"})
    void shouldRefuseToStartWhenASettingMakesNoSense(String name, String value) {
        var wrong = Map.of("baton.console." + name, value);

        assertThatThrownBy(() -> bound(wrong))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("baton.console." + name);
    }

    private static ConsoleSettings bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("baton.console", Bindable.of(ConsoleSettings.class));
    }
}
