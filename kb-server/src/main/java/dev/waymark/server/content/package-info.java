/**
 * Where the knowledge base comes from: a folder, or a git repository that is followed, and to which
 * changes are proposed. Start at {@link dev.waymark.server.content.Content}, and for a repository
 * at {@link dev.waymark.server.content.GitSource}; the only package that sees JGit.
 */
@NullMarked
package dev.waymark.server.content;

import org.jspecify.annotations.NullMarked;
