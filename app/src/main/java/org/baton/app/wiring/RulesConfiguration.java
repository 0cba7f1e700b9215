package org.baton.app.wiring;

import org.baton.domain.fulfilment.FulfilmentPolicies;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.notification.CadenceRules;
import org.baton.domain.order.ScheduleRules;
import org.baton.domain.order.ScreeningRules;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.domain.rulebook.RuleTables;
import org.baton.domain.rulebook.RulesInForce;
import org.baton.rules.DecisionTables;
import org.baton.rules.EditedTables;
import org.baton.rules.ShippedRuleTables;
import org.baton.rules.fulfilment.TableFulfilmentPolicies;
import org.baton.rules.inventory.TableStockRules;
import org.baton.rules.notification.TableCadenceRules;
import org.baton.rules.order.TableScheduleRules;
import org.baton.rules.order.TableScreeningRules;
import org.baton.rules.routing.TableDraftRules;
import org.baton.rules.routing.TableStrategyRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The domain's questions to the business, answered by the rule tables. A table with errors refuses the start. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

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
    ScreeningRules screeningRules(DecisionTables tables) {
        return new TableScreeningRules(tables);
    }

    @Bean
    ScheduleRules scheduleRules(DecisionTables tables) {
        return new TableScheduleRules(tables);
    }

    @Bean
    StrategyRules strategyRules(DecisionTables tables, EditedTables edited) {
        return new TableStrategyRules(tables, edited::find);
    }

    @Bean
    FulfilmentPolicies fulfilmentPolicies(DecisionTables tables) {
        return new TableFulfilmentPolicies(tables);
    }

    @Bean
    StockRules stockRules(DecisionTables tables) {
        return new TableStockRules(tables);
    }

    @Bean
    CadenceRules cadenceRules(DecisionTables tables) {
        return new TableCadenceRules(tables);
    }
}
