package org.baton.domain.notification;

/** A message cannot be worded: its template is missing or names a value that does not exist. */
public class UnknownTemplateException extends RuntimeException {

    UnknownTemplateException(String message) {
        super(message);
    }
}
