package org.baton.connectors.sandbox;

import java.util.Locale;
import java.util.Optional;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.connectors.sandbox.Reply.Outcome;
import org.baton.domain.common.Money;
import org.baton.domain.payment.PaymentGateway;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A payment provider: holds what it authorised, lets no more be taken, and declines by {@link PaymentToken}. */
final class SandboxPayments implements PaymentGateway {

    private static final String REFERENCE = "reference";

    private final FrontDesk desk;
    private final JdbcClient jdbc;

    private record Authorisation(String token, String amount, String currency) {}

    private record Capture(String reference, String amount, String currency) {}

    private record Release(String reference) {}

    SandboxPayments(FrontDesk desk, JdbcClient jdbc) {
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @Override
    public PaymentGateway.Answer authorise(String key, String token, Money amount) {
        var fault = PaymentToken.of(token).map(PaymentToken::onAuthorise).orElse(Fault.NONE);
        var request =
                new Authorisation(token, amount.amount(), amount.currency().getCurrencyCode());
        var answer = desk.call(
                new Call(Vendor.PAYMENTS, "authorise", key, request, fault),
                () -> entry(key, token, amount, reasonToDecline(key, token)));
        return answer.outcome() == Outcome.DECLINED
                ? new PaymentGateway.Answer.Declined(answer.get("reason"))
                : new PaymentGateway.Answer.Authorised(answer.get(REFERENCE));
    }

    private static Deed entry(String key, String token, Money amount, Optional<String> reason) {
        return new Deed(
                """
                insert into sandbox_authorisation (key, reference, subject, token, status, amount_minor, currency)
                select :key, :reference, :subject, :token, :status, :amount, :currency from free
                on conflict (key) do nothing""",
                new MapSqlParameterSource("key", key)
                        .addValue(REFERENCE, Keys.id("auth_", key))
                        .addValue("subject", Keys.subject(key))
                        .addValue("token", token)
                        .addValue("status", reason.isPresent() ? "DECLINED" : "AUTHORISED")
                        .addValue("amount", amount.minor())
                        .addValue("currency", amount.currency().getCurrencyCode()),
                reason.map(Reply::declined).orElseGet(() -> Reply.done(REFERENCE, Keys.id("auth_", key))),
                () -> Reply.declined("authorisation_voided"));
    }

    private Optional<String> reasonToDecline(String key, String token) {
        var known = PaymentToken.of(token);
        if (known.isEmpty()) {
            return Optional.of("invalid_token");
        }
        if (known.get() == PaymentToken.TOK_DECLINED_ONCE && declinedBefore(key, token)) {
            return Optional.empty();
        }
        return known.get().declines();
    }

    private boolean declinedBefore(String key, String token) {
        return jdbc.sql("""
                select exists (select from sandbox_authorisation
                               where subject = :subject and token = :token and status = 'DECLINED')""")
                .param("subject", Keys.subject(key))
                .param("token", token)
                .query(Boolean.class)
                .single();
    }

    @Override
    public String capture(String key, String reference, Money amount) {
        var token = tokenOf(reference);
        var request = new Capture(reference, amount.amount(), amount.currency().getCurrencyCode());
        var fault = token.map(PaymentToken::onCapture).orElse(Fault.NONE);
        var refuses = token.filter(t -> t == PaymentToken.TOK_CAPTURE_REFUSED).isPresent();
        return desk.call(
                        new Call(Vendor.PAYMENTS, "capture", key, request, fault),
                        () -> refuses ? Deed.none(Reply.refused("capture_refused")) : taking(key, reference, amount))
                .get(REFERENCE);
    }

    private Deed taking(String key, String reference, Money amount) {
        return new Deed(
                """
                update sandbox_authorisation set captured_minor = captured_minor + :amount
                from free
                where reference = :reference and status = 'AUTHORISED' and currency = :currency
                  and :amount >= 0 and captured_minor + :amount <= amount_minor""",
                new MapSqlParameterSource(REFERENCE, reference)
                        .addValue("amount", amount.minor())
                        .addValue("currency", amount.currency().getCurrencyCode()),
                Reply.done(REFERENCE, Keys.id("cap_", key)),
                () -> Reply.refused(whyNotTaken(reference)));
    }

    private String whyNotTaken(String reference) {
        return jdbc.sql("select status from sandbox_authorisation where reference = :reference")
                .param(REFERENCE, reference)
                .query(String.class)
                .optional()
                .map(status -> status.equals("AUTHORISED")
                        ? "amount_exceeds_authorisation"
                        : "authorisation_" + status.toLowerCase(Locale.ROOT))
                .orElse("unknown_authorisation");
    }

    @Override
    public String voidAuthorisation(String key, String reference) {
        var fault = tokenOf(reference).map(PaymentToken::onVoid).orElse(Fault.NONE);
        return desk.call(
                        new Call(Vendor.PAYMENTS, "void", key, new Release(reference), fault),
                        () -> lettingGo(key, reference))
                .get(REFERENCE);
    }

    private Deed lettingGo(String key, String reference) {
        var done = Reply.done(REFERENCE, Keys.id("void_", key));
        return new Deed("""
                update sandbox_authorisation
                set status = case status when 'AUTHORISED' then 'VOIDED' else status end
                from free where reference = :reference or key = :reference""", new MapSqlParameterSource(REFERENCE, reference), done, () -> {
            keepOut(reference);
            return done;
        });
    }

    /** What was never authorised gets a row that is in the way of a later authorisation with that key. */
    private void keepOut(String reference) {
        // An authorisation that is being made right now is waited for, and let go too.
        jdbc.sql("""
                insert into sandbox_authorisation (key, reference, subject, token, status, amount_minor, currency)
                values (:reference, :reference, :subject, '', 'VOIDED', 0, 'XXX')
                on conflict (key) do update
                set status = case sandbox_authorisation.status when 'AUTHORISED' then 'VOIDED'
                             else sandbox_authorisation.status end""")
                .param(REFERENCE, reference)
                .param("subject", Keys.subject(reference))
                .update();
    }

    /** @param reference of an authorisation, or its key */
    private Optional<PaymentToken> tokenOf(String reference) {
        return jdbc.sql("select token from sandbox_authorisation where reference = :reference or key = :reference")
                .param(REFERENCE, reference)
                .query(String.class)
                .optional()
                .flatMap(PaymentToken::of);
    }
}
