/**
 * Queries by the dozen, a JSON object a line in and out, for conformance tests. Start at {@link
 * dev.waymark.kql.batch.QueryBatch}; the only package of KQL that sees Jackson.
 */
@NullMarked
package dev.waymark.kql.batch;

import org.jspecify.annotations.NullMarked;
