package org.baton.app.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class PublicUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://orders.example.com, https://orders.example.com",
        "http://shop.example.com:8443/, http://shop.example.com:8443",
        "'', http://127.0.0.1:8123"
    })
    void shouldSayWhereCustomersReachBaton(String setting, String origin) {
        var environment = new MockEnvironment()
                .withProperty("baton.public-url", setting)
                .withProperty("server.port", "0")
                .withProperty("local.server.port", "8123");

        assertThat(new PublicUrl(environment).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.example.com",
                "ftp://example.com",
                "https://",
                "https://a.example/?x",
                "https://a.example/orders",
                "javascript:0"
            })
    void shouldRefuseToStartWithWhatIsNoAddress(String setting) {
        var environment = new MockEnvironment().withProperty("baton.public-url", setting);

        assertThatThrownBy(() -> new PublicUrl(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("baton.public-url");
    }
}
