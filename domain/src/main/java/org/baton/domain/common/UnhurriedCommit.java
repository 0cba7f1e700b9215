package org.baton.domain.common;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets a statement that is a transaction of its own end before it is on disk: what it wrote is there with the next commit
 * that is waited for. For what may be forgotten by a dying database as long as nothing that came later is remembered.
 */
public final class UnhurriedCommit {

    private UnhurriedCommit() {}

    /**
     * @return an expression that is never null and has to be asked by the statement itself; in a transaction around it, which
     *     must be waited for, it changes nothing
     */
    public static String expression() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? "current_setting('synchronous_commit')"
                : "set_config('synchronous_commit', 'off', true)";
    }
}
