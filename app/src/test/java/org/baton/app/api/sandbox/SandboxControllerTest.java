package org.baton.app.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.baton.app.api.sandbox.SandboxController.OutageRequest;
import org.baton.app.api.sandbox.SandboxController.OutageView;
import org.baton.connectors.sandbox.SandboxOutages;
import org.baton.connectors.sandbox.SandboxRecord;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.sandbox.Vendor;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.NotFoundException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SandboxControllerTest {

    private final SandboxRecords records = mock();
    private final SandboxOutages outages = mock();
    private final SandboxController controller = new SandboxController(records, outages);

    @Test
    void shouldPageFromNewestToOldest() {
        when(records.page(Vendor.PAYMENTS, "ord_1", "ord_1/void", Long.MAX_VALUE, 3))
                .thenReturn(List.of(aRecord(9), aRecord(7), aRecord(4)));
        when(records.page(Vendor.PAYMENTS, "ord_1", "ord_1/void", 7, 3)).thenReturn(List.of(aRecord(4)));
        var first = controller.list("payments", "ord_1", "ord_1/void", "2", null);
        assertThat(first.items()).extracting(SandboxRecord::id).containsExactly(9L, 7L);
        var second = controller.list("payments", "ord_1", "ord_1/void", "2", first.nextCursor());
        assertThat(second.items()).extracting(SandboxRecord::id).containsExactly(4L);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThatThrownBy(() -> controller.list("banks", null, null, null, null))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> controller.list("payments", null, null, null, "x"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> controller.list("payments", "17", null, null, null))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void shouldSendAVendorAwayForAsLongAsADay() {
        when(outages.away(Vendor.CARRIERS, Duration.ofSeconds(60))).thenReturn(Instant.EPOCH);

        var view = controller.away("carriers", new OutageRequest(60));

        assertThat(view).isEqualTo(new OutageView("carriers", Instant.EPOCH));
        assertThatThrownBy(() -> controller.away("carriers", new OutageRequest(86_401)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> controller.away("carriers", new OutageRequest(null)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> controller.away("banks", new OutageRequest(1))).isInstanceOf(NotFoundException.class);
    }

    private static SandboxRecord aRecord(long id) {
        var empty = JsonMapper.shared().createObjectNode();
        return new SandboxRecord(id, "payments", "void", "ord_1/void", "ord_1", "DONE", empty, empty, Instant.EPOCH);
    }
}
