{{/* What values.schema.json can't say: values that are fine one by one and make no sense together. All are named at once. */}}
{{- define "web-billing.refuse" -}}
{{- $faults := list }}
{{- with .Values.autoscaling }}
{{- if and .enabled (lt (int64 .maxReplicas) (int64 .minReplicas)) }}
{{- $faults = append $faults (printf "autoscaling.maxReplicas (%d) is below autoscaling.minReplicas (%d)" (int64 .maxReplicas) (int64 .minReplicas)) }}
{{- end }}
{{- end }}
{{- if and .Values.autoscaling.enabled (not (dig "requests" "cpu" "" .Values.resources)) }}
{{- $faults = append $faults "autoscaling.enabled needs resources.requests.cpu: its target is a share of that, and without it nothing is ever scaled" }}
{{- end }}
{{- $fewest := include "web-billing.fewestReplicas" . | int64 }}
{{- with .Values.podDisruptionBudget }}
{{- if and .enabled (ge (int64 .minAvailable) $fewest) }}
{{- $faults = append $faults (printf "podDisruptionBudget.minAvailable (%d) must be below the number of pods (%d), or no node could ever be drained; with one pod set podDisruptionBudget.enabled=false" (int64 .minAvailable) $fewest) }}
{{- end }}
{{- end }}
{{- $needed := add 40 (int64 .Values.preStopPauseSeconds) }}
{{- if lt (int64 .Values.terminationGracePeriodSeconds) $needed }}
{{- $faults = append $faults (printf "terminationGracePeriodSeconds (%d) must be %d or more: preStopPauseSeconds, 35 s for a clean stop and a margin of 5 s" (int64 .Values.terminationGracePeriodSeconds) $needed) }}
{{- end }}
{{- $config := .Values.config }}
{{- with .Values.ingress }}
{{- if and .enabled (not .authUrl) (not $config.oidc_issuer) }}
{{- $faults = append $faults "ingress.authUrl is empty and config.oidc_issuer is not set: nobody would check who calls; an issuer in the Secret belongs into config, since the chart can't see it there" }}
{{- end }}
{{- if and (or .enabled $.Values.webhookIngress.enabled) (not .host) }}
{{- $faults = append $faults "ingress.host is empty: ingress and webhookIngress need it, so set it or turn both off" }}
{{- end }}
{{- end }}
{{- if and $config.oidc_issuer (not $config.oidc_audience) }}
{{- $faults = append $faults "config.oidc_issuer needs config.oidc_audience: a token for another service must not open this one; an audience in the Secret belongs into config, since the chart can't see it there" }}
{{- end }}
{{- range list "oidc_audience" "oidc_jwks_url" }}
{{- if and (hasKey $config .) (not $config.oidc_issuer) }}
{{- $faults = append $faults (printf "config.%s needs config.oidc_issuer: one in the Secret belongs into config, since the chart can't see it there" .) }}
{{- end }}
{{- end }}
{{- $live := eq ($config.paypal_environment | default "") "live" }}
{{- if and $live (contains ".sandbox.paypal.com" ($config.paypal_base_url | default "")) }}
{{- $faults = append $faults "config.paypal_base_url is sandbox PayPal's and config.paypal_environment is live" }}
{{- end }}
{{- if and .Values.prometheusRule.enabled (not .Values.serviceMonitor.enabled) }}
{{- $faults = append $faults "prometheusRule.enabled needs serviceMonitor.enabled: the alerts would have nothing to read" }}
{{- end }}
{{- with .Values.serviceMonitor }}
{{- if gt (int64 .timeoutSeconds) (int64 .intervalSeconds) }}
{{- $faults = append $faults (printf "serviceMonitor.timeoutSeconds (%d) is above serviceMonitor.intervalSeconds (%d)" (int64 .timeoutSeconds) (int64 .intervalSeconds)) }}
{{- end }}
{{- end }}
{{- if $faults }}
{{- fail (printf "these values make no sense:\n  %s" (join "\n  " $faults)) }}
{{- end }}
{{- end }}
