/** The JSON API of accounts and one's own access. */
@NullMarked
package dev.waymark.server.account.api;

import org.jspecify.annotations.NullMarked;
