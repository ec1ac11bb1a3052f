/**
 * Signing in and out, one-time links and the administrator's page of accounts. Start at {@link
 * dev.waymark.server.web.account.SignInResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.account;

import org.jspecify.annotations.NullMarked;
