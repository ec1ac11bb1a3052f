/**
 * Reads what is known of tables: YAML files that name tables, their columns and types. Start at
 * {@link dev.waymark.runbooks.kql.schema.SchemaReader}; the only package of KQL that sees YAML.
 */
@NullMarked
package dev.waymark.runbooks.kql.schema;

import org.jspecify.annotations.NullMarked;
