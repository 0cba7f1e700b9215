package org.baton.domain.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.baton.domain.common.RefusedException;
import org.baton.domain.support.DomainIT;
import org.springframework.beans.factory.annotation.Autowired;

/** What the tests of store tasks share: tasks handed out by the engine, done by ada. */
abstract class StoreTaskCase extends DomainIT {

    @Autowired
    protected Dispatch dispatch;

    private long nextJob = 100;

    protected Task task(Fulfilment f, String kind) {
        var job = nextJob++;
        storeTasks.open(job(f, kind, job, job));
        return tasks(f).stream().filter(t -> t.jobKey() == job).findFirst().orElseThrow();
    }

    protected static Task.Job job(Fulfilment f, String kind, long job, long element) {
        return new Task.Job(job, element, 1, kind, "The " + kind, f.id(), null, null);
    }

    protected List<Task> tasks(Fulfilment f) {
        return tasks.page(new TaskBook.Filter(null, null, f.id(), null, false), "", 100);
    }

    protected Task complete(Task task, Map<String, Object> entered) {
        return storeTasks.complete(task, entered, "ada");
    }

    /** What the process is told when the job is completed. */
    protected String variables(long job) {
        return jdbc.sql("select variables from engine_command where message_id = ?")
                .param(Long.toString(job))
                .query(String.class)
                .single();
    }

    protected static String refusal(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (RefusedException e) {
            return e.code();
        }
    }

    protected static void assertRefused(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
