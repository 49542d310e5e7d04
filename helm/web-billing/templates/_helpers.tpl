{{/* Every object's name: the release's, so that release web-billing is the service web-billing. */}}
{{- define "web-billing.name" -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* What the Service, the Deployment and everything that picks pods agree on; never changes within a release. */}}
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

{{/* The test's pod must not be picked by the Service, so it has another name. */}}
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

{{/* Numbers of values files are floats to Helm: a large one would be written as 1e+06. */}}
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

{{/* `env` wins over `envFrom`: no key of the Secret can turn production off or move the port. */}}
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

{{/* The fewest pods there may be, by intention. */}}
{{- define "web-billing.fewestReplicas" -}}
{{- if .Values.autoscaling.enabled -}}
{{ int64 .Values.autoscaling.minReplicas }}
{{- else -}}
{{ int64 .Values.replicaCount }}
{{- end -}}
{{- end }}
