package org.baton.domain.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.baton.domain.notification.MessageGateway.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The words of the messages: Mustache files under {@code messages/<language>/<template>.<channel>}, escaped for where
 * they are read. A file of the same name in the folder {@code baton.notification.templates} takes the place of a
 * shipped one.
 */
@Component
class Templates {

    private static final String FALLBACK_LANGUAGE = "en";
    private static final String SUBJECT = "Subject:";
    private static final int VERSION_DIGITS = 12;
    private static final Mustache.Compiler PLAIN = Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .nullValue("");
    private static final Mustache.Compiler HTML = PLAIN.escapeHTML(true);

    /**
     * A message in words.
     *
     * @param version of the files it was made from
     */
    record Worded(
            @Nullable String subject, String text, @Nullable String html, String version) {}

    private record Source(
            @Nullable Template subject,
            Template text,
            @Nullable Template html,
            String version) {}

    private final Map<String, Source> loaded = new ConcurrentHashMap<>();
    private final @Nullable Path folder;

    Templates(NotificationSettings settings) {
        this.folder = settings.templates();
    }

    /** The languages in which messages are written. */
    static final Set<String> LANGUAGES = Set.of("en", "es");

    /** The language to write in for one that a customer speaks, e.g. {@code es-MX}. */
    static String language(@Nullable String spoken) {
        var two = spoken == null || spoken.length() < 2 ? FALLBACK_LANGUAGE : spoken.substring(0, 2);
        return LANGUAGES.contains(two) ? two : FALLBACK_LANGUAGE;
    }

    /**
     * Words a message.
     *
     * @throws UnknownTemplateException if there is no such template, or it names a value that messages do not have
     */
    Worded word(String template, Channel channel, String language, Map<String, ?> values) {
        if (!template.matches("[a-z][a-z0-9-]{0,60}") || channel == Channel.EVENTS) {
            throw new UnknownTemplateException("There is no template " + template + " for " + channel.text() + ".");
        }
        var files = loaded.computeIfAbsent(
                language + "/" + template + "." + channel.text(), path -> load(template, channel, language));
        try {
            var html = files.html() == null ? null : files.html().execute(values);
            return new Worded(
                    files.subject() == null ? null : oneLine(files.subject().execute(values)),
                    files.text().execute(values).strip(),
                    html == null ? null : framed(language, html),
                    files.version());
        } catch (MustacheException e) {
            throw new UnknownTemplateException(
                    "The template " + template + " names an unknown value: " + e.getMessage());
        }
    }

    private Source load(String template, Channel channel, String language) {
        var name = language + "/" + template + "." + channel.text();
        var text = read(name + ".txt");
        if (channel == Channel.SMS) {
            return new Source(null, PLAIN.compile(text), null, version(text));
        }
        if (!text.startsWith(SUBJECT)) {
            throw new UnknownTemplateException("The template " + name + " must begin with the line \"Subject: …\".");
        }
        var end = text.indexOf('\n');
        var subject = PLAIN.compile(
                text.substring(SUBJECT.length(), end < 0 ? text.length() : end).strip());
        var body = PLAIN.compile(end < 0 ? "" : text.substring(end));
        if (channel == Channel.PUSH) {
            return new Source(subject, body, null, version(text));
        }
        var html = read(name + ".html");
        return new Source(subject, body, HTML.compile(html), version(text + html + read(language + "/frame.html")));
    }

    private String framed(String language, String content) {
        var frame = loaded.computeIfAbsent(
                language + "/frame", path -> new Source(null, PLAIN.compile(read(path + ".html")), null, ""));
        return frame.text().execute(Map.of("content", content));
    }

    private String read(String name) {
        try {
            if (folder != null && Files.isRegularFile(folder.resolve(name))) {
                return Files.readString(folder.resolve(name));
            }
            try (var in = Templates.class.getResourceAsStream("/messages/" + name)) {
                if (in == null) {
                    throw new UnknownTemplateException("There is no template " + name + ".");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String version(String source) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, VERSION_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
