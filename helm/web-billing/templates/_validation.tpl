{{/* Rules across values, which values.schema.json cannot express. All violations are reported together. */}}
{{- define "web-billing.validate" -}}
{{- $faults := list }}
{{- with .Values.autoscaling }}
{{- if and .enabled (lt (int64 .maxReplicas) (int64 .minReplicas)) }}
{{- $faults = append $faults (printf "autoscaling.maxReplicas (%d) is below autoscaling.minReplicas (%d); raise maxReplicas" (int64 .maxReplicas) (int64 .minReplicas)) }}
{{- end }}
{{- end }}
{{- if and .Values.autoscaling.enabled (not (dig "requests" "cpu" "" .Values.resources)) }}
{{- $faults = append $faults "autoscaling.enabled needs resources.requests.cpu: the utilization target is a share of the request; set it" }}
{{- end }}
{{- $fewest := include "web-billing.fewestReplicas" . | int64 }}
{{- with .Values.podDisruptionBudget }}
{{- if and .enabled (ge (int64 .minAvailable) $fewest) }}
{{- $faults = append $faults (printf "podDisruptionBudget.minAvailable (%d) must be below the number of pods (%d), otherwise no node can be drained; with one pod set podDisruptionBudget.enabled=false" (int64 .minAvailable) $fewest) }}
{{- end }}
{{- end }}
{{- $needed := add 40 (int64 .Values.preStopPauseSeconds) }}
{{- if lt (int64 .Values.terminationGracePeriodSeconds) $needed }}
{{- $faults = append $faults (printf "terminationGracePeriodSeconds (%d) must be %d or more: preStopPauseSeconds, 35 s for a graceful shutdown and a margin of 5 s" (int64 .Values.terminationGracePeriodSeconds) $needed) }}
{{- end }}
{{- $config := .Values.config }}
{{- with .Values.ingress }}
{{- if and .enabled (not .authUrl) (not $config.oidc_issuer) }}
{{- $faults = append $faults "ingress.authUrl is empty and config.oidc_issuer is not set: requests would be unauthenticated; set one of them. An issuer in the Secret must move to config, because the chart cannot read the Secret" }}
{{- end }}
{{- if and (or .enabled $.Values.webhookIngress.enabled) (not .host) }}
{{- $faults = append $faults "ingress.host is empty: ingress and webhookIngress need it; set it, or disable both" }}
{{- end }}
{{- end }}
{{- if and $config.oidc_issuer (not $config.oidc_audience) }}
{{- $faults = append $faults "config.oidc_issuer needs config.oidc_audience: otherwise tokens for other services would be accepted; set it. An audience in the Secret must move to config, because the chart cannot read the Secret" }}
{{- end }}
{{- range list "oidc_audience" "oidc_jwks_url" }}
{{- if and (hasKey $config .) (not $config.oidc_issuer) }}
{{- $faults = append $faults (printf "config.%s needs config.oidc_issuer; set it. An issuer in the Secret must move to config, because the chart cannot read the Secret" .) }}
{{- end }}
{{- end }}
{{- $live := eq ($config.paypal_environment | default "") "live" }}
{{- if and $live (contains ".sandbox.paypal.com" ($config.paypal_base_url | default "")) }}
{{- $faults = append $faults "config.paypal_base_url is a PayPal sandbox URL, but config.paypal_environment is live; remove config.paypal_base_url" }}
{{- end }}
{{- if and .Values.prometheusRule.enabled (not .Values.serviceMonitor.enabled) }}
{{- $faults = append $faults "prometheusRule.enabled needs serviceMonitor.enabled: without it the alerts have no metrics" }}
{{- end }}
{{- with .Values.serviceMonitor }}
{{- if gt (int64 .timeoutSeconds) (int64 .intervalSeconds) }}
{{- $faults = append $faults (printf "serviceMonitor.timeoutSeconds (%d) is above serviceMonitor.intervalSeconds (%d); lower timeoutSeconds" (int64 .timeoutSeconds) (int64 .intervalSeconds)) }}
{{- end }}
{{- end }}
{{- if $faults }}
{{- fail (printf "invalid values:\n  %s" (join "\n  " $faults)) }}
{{- end }}
{{- end }}
