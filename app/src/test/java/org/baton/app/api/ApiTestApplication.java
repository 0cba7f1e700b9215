package org.baton.app.api;

import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.baton.app.wiring.ReplayEvidence;
import org.baton.app.wiring.RuleSwitch;
import org.baton.connectors.sandbox.SandboxOutages;
import org.baton.connectors.sandbox.SandboxRecords;
import org.baton.connectors.webhook.HttpWebhookSender;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.CarrierGateway;
import org.baton.domain.fulfilment.CourierGateway;
import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.fulfilment.WarehouseGateway;
import org.baton.domain.incident.EngineIncidents;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Products;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.notification.MessageGateway;
import org.baton.domain.operations.ProcessInstances;
import org.baton.domain.order.Catalogue;
import org.baton.domain.order.OrderLimits;
import org.baton.domain.order.ScheduleRules;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.payment.PaymentGateway;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.domain.rulebook.RuleTables;
import org.baton.domain.rulebook.RulesInForce;
import org.baton.domain.webhook.WebhookSender;
import org.baton.domain.webhook.WebhookSettings;
import org.baton.rules.DecisionTables;
import org.baton.rules.EditedTables;
import org.baton.rules.ShippedRuleTables;
import org.baton.rules.routing.TableDraftRules;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * The API on the real domain and a real database, without engine and connectors, and sourced by a strategy
 * of its own. It bears no stereotype,
 * so that the whole application's scan does not find it.
 */
@EnableAutoConfiguration
@EnableConfigurationProperties(OrderLimits.class)
@Import({RuleSwitch.class, ReplayEvidence.class})
@ComponentScan({
    "org.baton.domain",
    "org.baton.app.api",
    "org.baton.app.access",
    "org.baton.app.hooks",
    "org.baton.app.documents",
    "org.baton.app.console",
    "org.baton.app.customer"
})
class ApiTestApplication {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Catalogue catalogue(Products products, Nodes nodes, PostalCodes postalCodes) {
        return new Catalogue() {
            @Override
            public Set<Sku> unknown(Collection<Sku> skus) {
                return products.unknown(skus);
            }

            @Override
            public boolean isCollectionPoint(NodeId node) {
                return nodes.find(node)
                        .filter(n -> n.active() && n.type() == NodeType.STORE)
                        .isPresent();
            }

            @Override
            public boolean knowsPostalCode(String postalCode) {
                return postalCodes.locate(postalCode).isPresent();
            }
        };
    }

    /** An engine whose processes all live. */
    @Bean
    ProcessInstances processInstances() {
        return new ProcessInstances() {
            @Override
            public Set<Long> gone(Collection<Long> keys) {
                return Set.of();
            }

            @Override
            public boolean remembers(String mark) {
                return true;
            }

            @Override
            public void remember(String mark) {}
        };
    }

    @Bean
    ScreeningRules screeningRules() {
        return facts ->
                new ScreeningRules.Screening(ScreeningRules.Verdict.ACCEPT, null, Duration.ofDays(3), "test", "1");
    }

    @Bean
    ScheduleRules scheduleRules() {
        return (option, channel, tier) -> new ScheduleRules.Turn(Duration.ZERO, 100);
    }

    @Bean
    StrategyRules strategyRules() {
        return facts -> new StrategyRules.Strategy(
                "nearest",
                List.of(NodeType.STORE, NodeType.WAREHOUSE),
                Double.POSITIVE_INFINITY,
                "distance",
                0,
                1,
                StrategyRules.Fallback.BACKORDER,
                Duration.ofDays(7),
                "test",
                "7");
    }

    @Bean
    DecisionTables decisionTables() {
        return DecisionTables.shipped();
    }

    @Bean
    RuleTables ruleTables(DecisionTables tables) {
        return new ShippedRuleTables(tables);
    }

    @Bean
    EditedTables editedTables(DecisionTables tables, RulesInForce inForce) {
        return new EditedTables(tables, inForce::dmn);
    }

    @Bean
    DraftRules draftRules(DecisionTables tables) {
        return new TableDraftRules(tables);
    }

    @Bean
    FulfilmentPolicies fulfilmentPolicies() {
        var hour = Duration.ofHours(1);
        return (option, type) -> Optional.of(
                new FulfilmentPolicies.Policy("PICKUP", "fulfil-pickup", hour, hour, Duration.ofDays(3), 5, 2));
    }

    @Bean
    StockRules stockRules() {
        return facts -> new StockRules.Kept(0, 0, 2);
    }

    @Bean
    PaymentGateway paymentGateway() {
        return mock();
    }

    @Bean
    WarehouseGateway warehouseGateway() {
        return mock();
    }

    @Bean
    CarrierGateway carrierGateway() {
        return mock();
    }

    @Bean
    CourierGateway courierGateway() {
        return mock();
    }

    @Bean
    MessageGateway messageGateway() {
        return mock();
    }

    @Bean
    CadenceRules cadenceRules() {
        return facts -> List.of();
    }

    @Bean
    EngineIncidents engineIncidents() {
        return mock();
    }

    /** Refuses what is private, and sends nothing: there is no relay. */
    @Bean
    WebhookSender webhookSender(WebhookSettings settings) {
        return new HttpWebhookSender(settings);
    }

    @Bean
    SandboxOutages sandboxOutages() {
        return mock();
    }

    @Bean
    SandboxRecords sandboxRecords() {
        return mock();
    }
}
