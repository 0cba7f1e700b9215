package org.baton.connectors.sandbox;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Sends a whole vendor away for a while, to see what Baton does without it. By the database's own clock. */
@Service
public class SandboxOutages {

    private final JdbcClient jdbc;

    SandboxOutages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From now on the vendor answers nobody, in every Baton of this database.
     *
     * @param time zero lets it answer again at once
     * @return when it answers again
     */
    public Instant away(Vendor vendor, Duration time) {
        return jdbc.sql("""
                insert into sandbox_outage (vendor, until)
                values (:vendor, now() + make_interval(secs => :seconds))
                on conflict on constraint sandbox_outage_pk do update set until = excluded.until
                returning until""")
                .param("vendor", vendor.text())
                .param("seconds", time.toSeconds())
                .query((rs, n) -> rs.getTimestamp("until").toInstant())
                .single();
    }
}
