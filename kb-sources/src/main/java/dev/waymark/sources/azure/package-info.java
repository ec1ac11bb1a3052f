/**
 * Azure's logs, metrics, resources and changes as a live source; the only package that sees the
 * Azure SDK. Start at {@link dev.waymark.sources.azure.AzureSources} and {@link
 * dev.waymark.sources.azure.AzureConfiguration}; may import {@code query} and {@code query.live}.
 */
@NullMarked
package dev.waymark.sources.azure;

import org.jspecify.annotations.NullMarked;
