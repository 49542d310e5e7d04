{{/* The name of every object: the release name, so release web-billing has the Service web-billing. */}}
{{- define "web-billing.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* Labels that select the pods, shared by Service, Deployment and the rest. Immutable within a release. */}}
{{- define "web-billing.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "web-billing.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: onekonsole
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "web-billing.labels" -}}
{{ include "web-billing.selectorLabels" . }}
{{ include "web-billing.commonLabels" . }}
{{- end }}

{{/* The Service must not select the test pod, so its name label differs. */}}
{{- define "web-billing.testLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-test
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "web-billing.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "web-billing.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "web-billing.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Helm reads numbers as floats and would print a large one as 1e+06. */}}
{{- define "web-billing.setting" -}}
{{- if kindIs "map" . -}}
{{ toJson . }}
{{- else if kindIs "slice" . -}}
{{ join "," . }}
{{- else if kindIs "float64" . -}}
{{ int64 . }}
{{- else -}}
{{ . }}
{{- end -}}
{{- end }}

{{/* `env` overrides `envFrom`, so no key of the Secret can change NODE_ENV or the port. */}}
{{- define "web-billing.environment" -}}
env:
  - name: NODE_ENV
    value: production
  - name: served_port
    value: {{ .Values.service.port | int64 | quote }}
  {{- range $name, $value := .Values.config }}
  - name: {{ $name }}
    value: {{ include "web-billing.setting" $value | quote }}
  {{- end }}
envFrom:
  - secretRef:
      name: {{ .Values.secretName | quote }}
{{- end }}

{{/* The minimum number of pods that the values allow. */}}
{{- define "web-billing.fewestReplicas" -}}
{{- if .Values.autoscaling.enabled -}}
{{ int64 .Values.autoscaling.minReplicas }}
{{- else -}}
{{ int64 .Values.replicaCount }}
{{- end -}}
{{- end }}
