package org.baton.app;

/** The command line's entry. */
public final class Baton {

    private Baton() {}

    /** Starts. */
    public static void main(String[] args) {}
}
