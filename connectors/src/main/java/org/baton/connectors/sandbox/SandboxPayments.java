package org.baton.connectors.sandbox;

import java.util.Locale;
import java.util.Optional;
import org.baton.connectors.sandbox.FrontDesk.Call;
import org.baton.connectors.sandbox.Reply.Outcome;
import org.baton.domain.common.Money;
import org.baton.domain.payment.PaymentGateway;
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
                new Call(Vendor.PAYMENTS, "authorise", key, request, fault), () -> decide(key, token, amount));
        return answer.outcome() == Outcome.DECLINED
                ? new PaymentGateway.Answer.Declined(answer.get("reason"))
                : new PaymentGateway.Answer.Authorised(answer.get(REFERENCE));
    }

    private Reply decide(String key, String token, Money amount) {
        var reason = reasonToDecline(key, token);
        var stored = jdbc.sql("""
                insert into sandbox_authorisation (key, reference, subject, token, status, amount_minor, currency)
                values (:key, :reference, :subject, :token, :status, :amount, :currency)
                on conflict (key) do nothing""")
                .param("key", key)
                .param(REFERENCE, Keys.id("auth_", key))
                .param("subject", Keys.subject(key))
                .param("token", token)
                .param("status", reason.isPresent() ? "DECLINED" : "AUTHORISED")
                .param("amount", amount.minor())
                .param("currency", amount.currency().getCurrencyCode())
                .update();
        if (stored == 0) {
            return Reply.declined("authorisation_voided");
        }
        return reason.map(Reply::declined).orElseGet(() -> Reply.done(REFERENCE, Keys.id("auth_", key)));
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
        return desk.call(new Call(Vendor.PAYMENTS, "capture", key, request, fault), () -> {
                    if (token.filter(t -> t == PaymentToken.TOK_CAPTURE_REFUSED).isPresent()) {
                        return Reply.refused("capture_refused");
                    }
                    return take(key, reference, amount);
                })
                .get(REFERENCE);
    }

    private Reply take(String key, String reference, Money amount) {
        var taken = jdbc.sql("""
                update sandbox_authorisation set captured_minor = captured_minor + :amount
                where reference = :reference and status = 'AUTHORISED' and currency = :currency
                  and :amount >= 0 and captured_minor + :amount <= amount_minor""")
                .param(REFERENCE, reference)
                .param("amount", amount.minor())
                .param("currency", amount.currency().getCurrencyCode())
                .update();
        return taken == 1 ? Reply.done(REFERENCE, Keys.id("cap_", key)) : Reply.refused(whyNotTaken(reference));
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
        return desk.call(new Call(Vendor.PAYMENTS, "void", key, new Release(reference), fault), () -> {
                    letGo(reference);
                    return Reply.done(REFERENCE, Keys.id("void_", key));
                })
                .get(REFERENCE);
    }

    /** What was never authorised gets a row that is in the way of a later authorisation with that key. */
    private void letGo(String reference) {
        var known = jdbc.sql("""
                update sandbox_authorisation
                set status = case status when 'AUTHORISED' then 'VOIDED' else status end
                where reference = :reference or key = :reference""").param(REFERENCE, reference).update();
        if (known == 0) {
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
