/**
 * What a runbook's query should do although KQL wouldn't ask for it: bound its time, read only,
 * keep to what is known. Start at {@link dev.waymark.runbooks.kql.lint.QueryRules}.
 */
@NullMarked
package dev.waymark.runbooks.kql.lint;

import org.jspecify.annotations.NullMarked;
