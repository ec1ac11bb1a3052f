/**
 * Azure's logs, metrics, resources and changes as a live source; the only package that sees the
 * Azure SDK. Start at {@link dev.waymark.sources.azure.AzureSources}, and at {@link
 * dev.waymark.sources.azure.AzureQuery} for one kind of fence; may import {@code fence}, {@code
 * query} and {@code live}.
 */
@NullMarked
package dev.waymark.sources.azure;

import org.jspecify.annotations.NullMarked;
