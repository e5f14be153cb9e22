secscan explain SEC-001
secscan explain sec-1 | head -1
secscan explain 301 | head -1
secscan explain npm-token
secscan explain twilio-auth-token-beside-sid
secscan explain workflow-tag-action
secscan explain unnamed-key-in-url
