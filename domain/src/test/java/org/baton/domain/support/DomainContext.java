package org.baton.domain.support;

import java.util.Collection;
import java.util.Set;
import javax.sql.DataSource;
import org.baton.domain.common.NodeId;
import org.baton.domain.common.Sku;
import org.baton.domain.fulfilment.PublicAddress;
import org.baton.domain.inventory.Node;
import org.baton.domain.inventory.NodeType;
import org.baton.domain.inventory.Nodes;
import org.baton.domain.inventory.PostalCodes;
import org.baton.domain.inventory.Products;
import org.baton.domain.order.Catalogue;
import org.baton.domain.order.OrderLimits;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** The domain with a real database and with fakes where the outside begins. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(OrderLimits.class)
@ComponentScan("org.baton.domain")
public class DomainContext {

    @Bean
    DataSource dataSource() {
        return TestDatabase.start();
    }

    @Bean
    TestClock clock() {
        return new TestClock();
    }

    @Bean
    FakeRules fakeRules() {
        return new FakeRules();
    }

    @Bean
    FakeRuleTables fakeRuleTables() {
        return new FakeRuleTables();
    }

    @Bean
    FakePayments fakePayments() {
        return new FakePayments();
    }

    @Bean
    FakeWarehouse fakeWarehouse() {
        return new FakeWarehouse();
    }

    @Bean
    FakeCarrier fakeCarrier() {
        return new FakeCarrier();
    }

    @Bean
    FakeCourier fakeCourier() {
        return new FakeCourier();
    }

    @Bean
    FakeMessages fakeMessages() {
        return new FakeMessages();
    }

    @Bean
    PublicAddress publicAddress() {
        return () -> "https://orders.example.com";
    }

    @Bean
    FakeEngine fakeEngine() {
        return new FakeEngine();
    }

    @Bean
    FakeWebhooks fakeWebhooks() {
        return new FakeWebhooks();
    }

    @Bean
    Catalogue catalogue(Nodes nodes, Products products, PostalCodes postalCodes) {
        return new Catalogue() {
            @Override
            public Set<Sku> unknown(Collection<Sku> skus) {
                return products.unknown(skus);
            }

            @Override
            public boolean isCollectionPoint(NodeId node) {
                return nodes.find(node)
                        .filter(Node::active)
                        .filter(n -> n.type() == NodeType.STORE)
                        .isPresent();
            }

            @Override
            public boolean knowsPostalCode(String postalCode) {
                return postalCodes.locate(postalCode).isPresent();
            }
        };
    }
}
