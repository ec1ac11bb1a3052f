/**
 * Who may do what: accounts, roles, sessions and one-time links. Start at {@link
 * dev.waymark.server.account.Accounts}.
 */
@NullMarked
package dev.waymark.server.account;

import org.jspecify.annotations.NullMarked;
