{{- define "web-billing.ingressTls" -}}
{{- with .Values.ingress -}}
{{- if .tlsSecretName -}}
tls:
  - secretName: {{ .tlsSecretName }}
    hosts: [{{ .host }}]
{{- end -}}
{{- end -}}
{{- end }}

{{- define "web-billing.ingressBackend" -}}
backend:
  service:
    name: {{ include "web-billing.name" . }}
    port:
      name: http
{{- end }}
