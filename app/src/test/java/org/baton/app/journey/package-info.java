/** Orders on their whole way: the real application on the real engine and database, driven as its users do. */
package org.baton.app.journey;
