package org.baton.app.camunda;

import io.camunda.client.CamundaClient;
import java.time.Clock;
import org.baton.app.runtime.Progress;
import org.baton.domain.fulfilment.StepForms;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Deploys at start, before Baton says that it is ready. */
@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

    @Bean
    ProcessDeployer processDeployer(
            CamundaClient client,
            JdbcClient jdbc,
            StepForms forms,
            TransactionOperations transactions,
            ObjectProvider<Clock> clock) {
        return new ProcessDeployer(
                client, new DeploymentLedger(jdbc), forms::keep, transactions, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnProperty(name = "baton.processes.deploy", matchIfMissing = true)
    ApplicationRunner deployShippedProcesses(ProcessDeployer deployer, ObjectProvider<Progress> progress) {
        return arguments -> {
            DeploymentReport report = deployer.deploy(ShippedDiagrams.all());
            progress.getIfAvailable(Progress::silent).say("Processes", report.toString());
        };
    }
}
