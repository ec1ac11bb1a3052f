/**
 * Pull requests at GitHub, GitLab or Azure DevOps, if one of them is configured. Start at {@link
 * dev.waymark.server.forge.PullRequests}.
 */
@NullMarked
package dev.waymark.server.forge;

import org.jspecify.annotations.NullMarked;
