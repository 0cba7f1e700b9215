package org.baton.domain.notification;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words by which customers answer an SMS, in the languages of the United States' stores. */
enum ReplyWord {
    STOP(Set.of(
            "stop",
            "stopall",
            "unsubscribe",
            "cancel",
            "end",
            "quit",
            "optout",
            "revoke",
            "alto",
            "parar",
            "basta",
            "cancelar",
            "baja",
            "detener",
            "arret",
            "arreter",
            "desabonner",
            "停止",
            "退订",
            "dung",
            "huy")),
    START(Set.of(
            "start",
            "unstop",
            "yes",
            "subscribe",
            "comenzar",
            "iniciar",
            "empezar",
            "alta",
            "si",
            "commencer",
            "oui",
            "开始",
            "batdau")),
    HELP(Set.of("help", "info", "ayuda", "ajuda", "aide", "帮助", "trogiup"));

    private final Set<String> words;

    ReplyWord(Set<String> words) {
        this.words = words;
    }

    /** The meaning of a reply that is one such word, whatever its case, accents, spaces and full stops. */
    static Optional<ReplyWord> of(String text) {
        var plain = Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'd'), Normalizer.Form.NFD)
                .replaceAll("[\\p{M}\\p{P}\\p{Z}\\s]", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(word -> word.words.contains(plain))
                .findFirst();
    }
}
