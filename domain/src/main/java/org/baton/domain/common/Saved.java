package org.baton.domain.common;

/** What became of a row that a caller may send again and again. */
public enum Saved {
    CREATED,
    CHANGED,
    UNCHANGED
}
