package org.baton.bench;

import java.time.Clock;
import org.baton.domain.inventory.StockRules;
import org.baton.domain.routing.StrategyRules;
import org.baton.domain.routing.replay.DraftRules;
import org.baton.rules.DecisionTables;
import org.baton.rules.inventory.TableStockRules;
import org.baton.rules.routing.TableDraftRules;
import org.baton.rules.routing.TableStrategyRules;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The domain on a database, with rules; only what a replay asks for comes to life. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(basePackages = "org.baton.domain", lazyInit = true)
@Lazy
class ReplayBenchContext {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DecisionTables decisionTables() {
        return DecisionTables.shipped();
    }

    @Bean
    StrategyRules strategyRules(DecisionTables tables) {
        return new TableStrategyRules(tables);
    }

    @Bean
    StockRules stockRules(DecisionTables tables) {
        return new TableStockRules(tables);
    }

    @Bean
    DraftRules draftRules(DecisionTables tables) {
        return new TableDraftRules(tables);
    }
}
