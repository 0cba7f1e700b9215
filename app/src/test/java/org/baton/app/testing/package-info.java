/** What integration tests share. */
package org.baton.app.testing;
