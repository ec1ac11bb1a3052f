/**
 * Reads what is known of tables: YAML files that name tables, their columns and types. Start at
 * {@link dev.waymark.kql.schema.SchemaReader}; the only package of KQL that sees YAML.
 */
@NullMarked
package dev.waymark.kql.schema;

import org.jspecify.annotations.NullMarked;
