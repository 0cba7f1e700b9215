package org.baton.app.camunda;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Form;
import io.camunda.client.api.response.Process;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baton.app.runtime.DiagramForms;
import org.baton.domain.fulfilment.StepForms;
import org.baton.workers.engine.EngineRetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings the shipped diagrams, and the forms of their steps, into the engine without ever undoing an analyst's work: a diagram is deployed when Baton
 * ships another content than it last deployed, or when the engine no longer has what Baton deployed.
 */
public final class ProcessDeployer {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDeployer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NO_SUCH_ELEMENT = "no-such-element-baton-only-asks";

    private final CamundaClient client;
    private final DeploymentLedger ledger;
    private final FormShelf forms;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** Where forms are kept for those who fill them in, by the key that the engine gave them. */
    @FunctionalInterface
    interface FormShelf {
        void keep(String key, String schema);
    }

    ProcessDeployer(
            CamundaClient client,
            DeploymentLedger ledger,
            FormShelf forms,
            TransactionOperations transactions,
            Clock clock) {
        this.client = client;
        this.ledger = ledger;
        this.forms = forms;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Deploys what is due, all at once; several Batons at the same time do it one after the other. */
    public DeploymentReport deploy(List<Diagram> shipped) {
        return Optional.ofNullable(transactions.execute(status -> deployAlone(shipped)))
                .orElseThrow();
    }

    private DeploymentReport deployAlone(List<Diagram> shipped) {
        ledger.lock();
        Map<String, DeploymentLedger.Entry> last = ledger.entries();
        List<Diagram> due = new ArrayList<>();
        boolean lost = false;
        for (Diagram diagram : shipped) {
            DeploymentLedger.Entry entry = last.get(diagram.resource());
            boolean changed = entry == null || !entry.sha256().equals(sha256(diagram));
            boolean gone = entry != null && !changed && !diagram.isForm() && !engineHas(entry);
            lost |= gone;
            if (changed || gone) {
                due.add(diagram);
            }
        }
        if (lost) {
            // Whether the engine still has a form cannot be asked: where diagrams are gone, forms are too.
            shipped.stream().filter(it -> it.isForm() && !due.contains(it)).forEach(due::add);
        }
        if (!due.isEmpty()) {
            record(due, send(due), last);
        }
        return new DeploymentReport(due.stream().map(Diagram::resource).toList(), shipped.size() - due.size());
    }

    /**
     * Asks for an instance that cannot start: the engine refuses it as not found when it lost the definition, and as
     * invalid when it has it. Nothing comes into being either way.
     */
    private boolean engineHas(DeploymentLedger.Entry entry) {
        try {
            var ignored = EngineRetry.within(
                    PATIENCE,
                    () -> client.newCreateInstanceCommand()
                            .processDefinitionKey(entry.processDefinitionKey())
                            .startBeforeElement(NO_SUCH_ELEMENT)
                            .send());
            throw new IllegalStateException("a process has an element " + NO_SUCH_ELEMENT);
        } catch (ClientStatusException e) {
            if (e.getStatusCode() == Status.Code.NOT_FOUND) {
                return false;
            }
            if (e.getStatusCode() == Status.Code.INVALID_ARGUMENT) {
                return true;
            }
            throw e;
        }
    }

    private DeploymentEvent send(List<Diagram> due) {
        DeployResourceCommandStep1 empty = client.newDeployResourceCommand();
        DeployResourceCommandStep2 command =
                empty.addResourceBytes(due.getFirst().content(), due.getFirst().resource());
        for (Diagram diagram : due.subList(1, due.size())) {
            command = command.addResourceBytes(diagram.content(), diagram.resource());
        }
        DeployResourceCommandStep2 complete = command;
        return EngineRetry.within(PATIENCE, complete::send);
    }

    private void record(List<Diagram> due, DeploymentEvent deployed, Map<String, DeploymentLedger.Entry> last) {
        for (Diagram diagram : due) {
            if (diagram.isForm()) {
                recordForm(diagram, deployed);
            } else {
                tell(recordProcess(diagram, deployed), last.get(diagram.resource()));
            }
        }
    }

    private Process recordProcess(Diagram diagram, DeploymentEvent deployed) {
        Process process = deployed.getProcesses().stream()
                .filter(candidate -> candidate.getResourceName().equals(diagram.resource()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process in " + diagram.resource()));
        save(diagram, process.getProcessDefinitionKey(), process.getVersion());
        DiagramForms.in(diagram.content())
                .forEach((id, schema) -> forms.keep(StepForms.embedded(process.getProcessDefinitionKey(), id), schema));
        return process;
    }

    private void recordForm(Diagram diagram, DeploymentEvent deployed) {
        Form form = deployed.getForm().stream()
                .filter(candidate -> candidate.getResourceName().equals(diagram.resource()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no form in " + diagram.resource()));
        save(diagram, form.getFormKey(), form.getVersion());
        forms.keep(StepForms.linked(form.getFormKey()), new String(diagram.content(), StandardCharsets.UTF_8));
        LOG.info("Deployed the form {} as version {}", form.getFormId(), form.getVersion());
    }

    private void save(Diagram diagram, long key, int version) {
        ledger.save(new DeploymentLedger.Entry(diagram.resource(), sha256(diagram), key, version), clock.instant());
    }

    private static void tell(Process process, DeploymentLedger.@org.jspecify.annotations.Nullable Entry last) {
        LOG.info("Deployed {} as version {}", process.getBpmnProcessId(), process.getVersion());
        if (last != null && process.getVersion() > last.version() + 1) {
            LOG.warn(
                    "{}: Baton ships a new version and deployed it as {}. Version {} was deployed by somebody else"
                            + " meanwhile: deploy it again from the Modeler if it is still wanted.",
                    process.getBpmnProcessId(),
                    process.getVersion(),
                    process.getVersion() - 1);
        }
    }

    private static String sha256(Diagram diagram) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(diagram.content()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
