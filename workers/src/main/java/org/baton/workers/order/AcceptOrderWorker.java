package org.baton.workers.order;

import java.util.Map;
import org.baton.domain.common.InvalidInputException;
import org.baton.domain.common.Json;
import org.baton.domain.order.OrderIntake;
import org.baton.domain.order.OrderRequest;
import org.baton.processes.ErrorCode;
import org.baton.processes.JobType;
import org.baton.workers.Answer;
import org.baton.workers.Job;
import org.baton.workers.Worker;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes an order that came as a process variable through the same door as every other. */
@Component
class AcceptOrderWorker implements Worker<AcceptOrderWorker.Input> {

    /** @param order shaped as the body of {@code POST /api/v1/orders} */
    record Input(@Nullable JsonNode order) {}

    private final OrderIntake intake;
    private final Json json;

    AcceptOrderWorker(OrderIntake intake, Json json) {
        this.intake = intake;
        this.json = json;
    }

    @Override
    public JobType type() {
        return JobType.ORDER_ACCEPT_ORDER;
    }

    @Override
    public Class<Input> input() {
        return Input.class;
    }

    @Override
    public Answer handle(Input input, Job job) {
        try {
            if (input.order() == null) {
                throw new InvalidInputException("order", "required", "The process has no variable named order.");
            }
            var request = json.readInput(input.order().toString(), OrderRequest.class);
            var outcome = intake.accept(request, null, "process");
            return new Answer.Done(Map.of(
                    "orderId",
                    outcome.orderId().value(),
                    "alreadyAccepted",
                    outcome instanceof OrderIntake.Outcome.AlreadyAccepted));
        } catch (InvalidInputException e) {
            return new Answer.Refused(ErrorCode.ORDER_REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
