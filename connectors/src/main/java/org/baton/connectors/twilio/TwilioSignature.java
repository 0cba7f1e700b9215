package org.baton.connectors.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.baton.connectors.HttpVendor;

/** X-Twilio-Signature: HMAC-SHA1 of the address and of the form's fields in the order of their names. */
final class TwilioSignature {

    private final SecretKeySpec key;

    TwilioSignature(String authToken) {
        this.key = new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1");
    }

    boolean isValid(String address, SortedMap<String, List<String>> form, String signature) {
        return HttpVendor.same(of(address, form), signature);
    }

    private String of(String address, SortedMap<String, List<String>> form) {
        var text = new StringBuilder(address);
        for (Map.Entry<String, List<String>> field : form.entrySet()) {
            new TreeSet<>(field.getValue())
                    .forEach(value -> text.append(field.getKey()).append(value));
        }
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }
}
