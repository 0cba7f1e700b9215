package org.baton.app.camunda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baton.app.runtime.EmbeddedPlatform;
import org.baton.app.testing.RealPlatform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(RealPlatform.class)
class ProcessDeployerIT {

    private static final Path MIGRATION =
            Path.of("../domain/src/main/resources/db/migration/V9__process_deployment.sql");

    private CamundaClient client;
    private JdbcClient jdbc;
    private ProcessDeployer deployer;
    private String process;
    private final Map<String, Diagram> diagrams = new HashMap<>();
    private final Map<String, String> forms = new HashMap<>();

    @BeforeEach
    void prepare(EmbeddedPlatform platform, CamundaClient shared, TestInfo test) throws Exception {
        client = shared;
        process = test.getTestMethod().orElseThrow().getName();
        DriverManagerDataSource database = new DriverManagerDataSource(
                platform.postgres().jdbcUrl() + "?currentSchema=deployer_it",
                platform.postgres().user(),
                platform.postgres().password());
        jdbc = JdbcClient.create(database);
        jdbc.sql("DROP SCHEMA IF EXISTS deployer_it CASCADE").update();
        jdbc.sql("CREATE SCHEMA deployer_it").update();
        jdbc.sql(Files.readString(MIGRATION)).update();
        deployer = new ProcessDeployer(
                client,
                new DeploymentLedger(jdbc),
                forms::put,
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                Clock.systemUTC());
    }

    @Test
    void shouldDeployOnceWhenNothingChanges() {
        assertThat(deployer.deploy(List.of(shipped("first"))).deployed()).containsExactly(process + ".bpmn");

        DeploymentReport again = deployer.deploy(List.of(shipped("first")));

        assertThat(again.deployed()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(1);
        assertThat(latestVersion()).isEqualTo(1);
    }

    @Test
    void shouldDeployAFormWithItsDiagramAndKeepItByTheKeyThatTheEngineGave() {
        var schema = "{\"id\": \"" + process + "\", \"type\": \"default\", \"components\": []}";
        var form = new Diagram(process + ".form", schema.getBytes(UTF_8));

        assertThat(deployer.deploy(List.of(shipped("first"), form)).deployed())
                .containsExactly(process + ".bpmn", process + ".form");
        assertThat(deployer.deploy(List.of(shipped("first"), form)).deployed()).isEmpty();

        assertThat(forms)
                .hasSize(1)
                .containsValue(schema)
                .allSatisfy((key, kept) -> assertThat(key).matches("[0-9]+"));
    }

    @Test
    void shouldLeaveAnAnalystsVersionAloneWhenBatonStartsAgain() {
        deployer.deploy(List.of(shipped("first")));
        deployByAnalyst("gift wrap");

        deployer.deploy(List.of(shipped("first")));

        assertThat(latestVersion()).as("the analyst's").isEqualTo(2);
    }

    @Test
    void shouldDeployWhatBatonShipsAnewWhenItChanged() {
        deployer.deploy(List.of(shipped("first")));

        assertThat(deployer.deploy(List.of(shipped("second"))).deployed()).hasSize(1);
        assertThat(latestVersion()).isEqualTo(2);
    }

    @Test
    void shouldDeployAgainWhenTheEngineLostItsData() {
        deployer.deploy(List.of(shipped("first")));
        long unknown = 2251799813685249L + 1_000_000_000L;
        jdbc.sql("UPDATE process_deployment SET process_definition_key = :key")
                .param("key", unknown)
                .update();

        assertThat(deployer.deploy(List.of(shipped("first"))).deployed()).hasSize(1);
        assertThat(deployer.deploy(List.of(shipped("first"))).deployed()).isEmpty();
    }

    @Test
    void shouldStartNothingWhenItAsksTheEngine() {
        deployer.deploy(List.of(shipped("first")));
        deployer.deploy(List.of(shipped("first")));

        assertThat(client.newActivateJobsCommand()
                        .jobType(process)
                        .maxJobsToActivate(1)
                        .requestTimeout(java.time.Duration.ofMillis(-1))
                        .send()
                        .join()
                        .getJobs())
                .isEmpty();
    }

    private int latestVersion() {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .send()
                .join()
                .getVersion();
    }

    private void deployByAnalyst(String name) {
        DeploymentEvent deployed = client.newDeployResourceCommand()
                .addProcessModel(model(name), process + ".bpmn")
                .send()
                .join();
        assertThat(deployed.getProcesses().getFirst().getVersion()).isEqualTo(2);
    }

    /** The model API draws random ids: the same diagram is made once. */
    private Diagram shipped(String name) {
        return diagrams.computeIfAbsent(name, this::draw);
    }

    private Diagram draw(String name) {
        return new Diagram(process + ".bpmn", Bpmn.convertToString(model(name)).getBytes(UTF_8));
    }

    private BpmnModelInstance model(String name) {
        return Bpmn.createExecutableProcess(process)
                .name(name)
                .startEvent("Event_Start")
                .serviceTask("Task_Work", task -> task.zeebeJobType(process))
                .endEvent("Event_End")
                .done();
    }
}
