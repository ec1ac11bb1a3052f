/**
 * The pages of one's own account, sign-in and the administration of accounts, and what they show.
 * Start at {@link dev.waymark.server.account.page.SignInPageResource}.
 */
@NullMarked
package dev.waymark.server.account.page;

import org.jspecify.annotations.NullMarked;
