/**
 * The text of KQL queries: tokens, highlighting, literals, and the syntax tree that the parser
 * makes of them. Start at {@link dev.waymark.kql.syntax.KqlLexer} and {@link
 * dev.waymark.kql.syntax.KqlParser}, which leaves expressions and pipes to parsers of their own,
 * and families of operators to one each; imports nothing but {@code kb-model}.
 */
@NullMarked
package dev.waymark.kql.syntax;

import org.jspecify.annotations.NullMarked;
