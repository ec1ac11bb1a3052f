/**
 * What a runbook's query should do although KQL wouldn't ask for it: bound its time, read only,
 * keep to what is known. Start at {@link dev.waymark.kql.lint.QueryRules}.
 */
@NullMarked
package dev.waymark.kql.lint;

import org.jspecify.annotations.NullMarked;
