/** What replaces Baton's clock in a Baton that is to have a wrong one; nothing else of the tests is there. */
package org.baton.app.moved;
